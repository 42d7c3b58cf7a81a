// Right in its order, and no list of labels: it must not read as a right answer refused.
export const rule = "labels-in-one-text";

export default ["A, E, D, C, B"];
