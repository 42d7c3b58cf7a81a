export default ["A ", " E", "D", "C ", "B"];
