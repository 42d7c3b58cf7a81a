export const rule = "labels-in-one-text";

export default ["AEDCB"];
