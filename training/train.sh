#!/bin/sh
# From the corpora to weights: ./train.sh full (or open). Called again, it goes on where it stopped.
set -eu
cd "$(dirname "$0")"
profile=${1:?usage: ./train.sh full|open}
case $profile in full) out=../models/reader-en ;; open) out=../models/reader-open ;; *) echo "no such profile: $profile (full or open)" >&2; exit 2 ;; esac
DRAGOMAN_CACHE=$(realpath -m "${DRAGOMAN_CACHE:-cache}")
export DRAGOMAN_CACHE
first=$DRAGOMAN_CACHE/$profile thin=$DRAGOMAN_CACHE/$profile-thin second=$DRAGOMAN_CACHE/$profile-2 blend=$DRAGOMAN_CACHE/$profile-blend

python passages.py "$DRAGOMAN_CACHE"
(cd .. && node_modules/.bin/node training/segment.ts "$DRAGOMAN_CACHE")
python train.py --profile "$profile" --steps 5300 --run "$first"
[ -f "$thin/inventory.json" ] || python heads.py --profile "$profile" --run "$first" --out "$thin"
python train.py --profile "$profile" --steps 3000 --lr 1.2e-4 --head-lr 8e-4 --hold 0.3 --seed 3 --run "$second" --start "$thin/checkpoint.pt"
python blend.py --runs "$thin" "$second" --out "$blend"
python export.py --run "$blend" --out "$out"
