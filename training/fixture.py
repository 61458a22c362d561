"""Writes the reference wordpiece ids that the TypeScript tokenizer is tested against: `python fixture.py > ../test/model/fixtures/wordpieces.json`."""

import json

from pieces import pieces, shape

WORDS = """Gondor Éowyn naïve Zürich don't O'Brien ’ “ ” … — U.S. U.S Mr. 1,000 10:30 €500 COVID-19 iPhone McDonald
AT&T 北京 東京タワー Москва Київ مرحبا 🙂 👩‍🚀 👍🏽 Straße İstanbul ﬁnance co-operate unbelievablyantidisestablishmentarian
http://example.org/a?b=c #tag @user ½ ² Ⅻ ٣ e\u0301clair \u200bzero a\u00adb % $ ''""".split()

print(json.dumps([{"word": w, "ids": pieces(w), "shape": shape(w)} for w in WORDS + ["x" * 120, "\u0007"]], ensure_ascii=True, indent=None))
