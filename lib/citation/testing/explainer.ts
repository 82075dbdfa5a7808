import type { Explainer } from '../explainer.ts';

/** An explainer for tests, of a person and of a group. */
export const testExplainer: Explainer = {
  title: 'Networks Align: an explainer',
  authors: [{ literal: 'The makers & friends' }, { family: 'de Vries', given: 'Anna' }],
  version: '1.2.3',
  date: '2026-03-04',
  keywords: ['networks', 'learning'],
  paper: {
    id: 'vanrossem2024',
    type: 'paper-conference',
    title: 'When Representations Align: Universality in Representation Learning Dynamics',
    author: [
      { family: 'van Rossem', given: 'Loek' },
      { family: 'Saxe', given: 'Andrew M.' },
    ],
    issued: { 'date-parts': [[2024]] },
    'container-title': 'Proceedings of the 41st International Conference on Machine Learning',
    'collection-title': 'Proceedings of Machine Learning Research',
    publisher: 'PMLR',
    volume: '235',
    page: '49098-49121',
    language: 'en',
    URL: 'https://proceedings.mlr.press/v235/van-rossem24a.html',
  },
};
