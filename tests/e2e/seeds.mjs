// The content that the page was made from, so that journeys compare the page with the seeds and not with itself.
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), 'utf8'));

export const steps = read('story').steps;
export const stepIds = steps.map((step) => step.id);
export const events = read('events');
export const projects = read('projects');
export const places = read('places');
export const claims = read('claims');
export const sources = read('sources');
export const words = read('text/en/story');
export const claimWords = read('text/en/claims');
export const ui = read('text/en/ui');
export const facilities = read('facilities');
export const laboratory = read('laboratory');
export const systems = read('systems');
export const conflicts = read('conflicts');
export const release = read('release');
export const names = read('text/en/names');
export const argumentWords = read('text/en/arguments');
/** The words of another language. */
export const inLanguage = (lang, file) => read(`text/${lang}/${file}`);
