const order: string[] = [];
export default order;
