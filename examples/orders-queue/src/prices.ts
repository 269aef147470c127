export interface Order {
  id: string;
  items: { sku: string; quantity: number }[];
  warehouse?: "busy";
}

const PRICES: Record<string, number> = { "tea-green": 4.5, "tea-black": 3.9, teapot: 32 };

/** @throws RangeError for an item that is not sold here */
export function totalOf(order: Order): string {
  let total = 0;
  for (const { sku, quantity } of order.items) {
    const price = PRICES[sku];
    if (price === undefined) throw new RangeError(`order ${order.id}: no such item: ${sku}`);
    total += price * quantity;
  }
  return total.toFixed(2);
}
