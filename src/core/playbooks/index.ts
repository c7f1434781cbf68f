// Playbooks: what is to be done, by whom, by when, in which order, as data.
// In: playbook.yaml, rehearsals, and playbooks of others as CACAO 2.0. Out: checked playbooks, where each task stands, CACAO.
// Nothing of a playbook is ever executed here.
export { checkPlaybook } from './check-playbook.ts'
export { fromCacao, type ImportedPlaybook } from './from-cacao.ts'
export { lintCacao } from './lint-cacao.ts'
export { Playbook, Rehearsal, type Task } from './model.ts'
export { type Stand, standOf } from './stand.ts'
export { toCacao } from './to-cacao.ts'
