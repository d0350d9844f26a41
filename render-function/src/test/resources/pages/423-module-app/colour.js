export const colour = 'lime';
