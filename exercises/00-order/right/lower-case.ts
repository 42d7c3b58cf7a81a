export default ["a", "e", "d", "c", "b"];
