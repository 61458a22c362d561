import { render } from 'preact';
import { Shell } from './shell.tsx';
import './style.css';
import { watchKeys } from './keys.ts';
import { watchAddress } from './url.ts';

watchAddress();
watchKeys();
const place = document.getElementById('desk');
if (place) render(<Shell />, place);
