/**
 * Returns the circles of a graph, each as the nodes that reach each other: its strongly connected components with more than one node
 * (Tarjan).
 */
export const circlesIn = (graph: ReadonlyMap<string, ReadonlyArray<string>>): ReadonlyArray<ReadonlyArray<string>> => {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: Array<string> = []
  const circles: Array<ReadonlyArray<string>> = []
  const visit = (node: string): number => {
    order.set(node, order.size)
    lowest.set(node, order.size - 1)
    path.push(node)
    for (const next of graph.get(node) ?? []) {
      const reached = !order.has(next) ? visit(next) : path.includes(next) ? order.get(next) : undefined
      if (reached !== undefined) lowest.set(node, Math.min(lowest.get(node) ?? reached, reached))
    }
    const low = lowest.get(node) ?? 0
    if (low === order.get(node)) {
      const component = path.splice(path.indexOf(node))
      if (component.length > 1) circles.push(component.sort())
    }
    return low
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return circles
}
