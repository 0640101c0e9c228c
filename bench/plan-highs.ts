import highs from 'highs';
import { balanceCost, FORBIDDEN, loadStep, type Model } from '../src/review/plan/model.js';

// The package's types describe its CommonJS form, Node loads its module form: there the default is the loader.
const solver = (highs as unknown as typeof highs.default)();

/** The team network as a linear programme, solved by npm `highs`: the least cost without dates and pair rows. */
export async function teamsByHighs(model: Model): Promise<number> {
  const objective: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const visits: string[][] = Array.from({ length: model.people }, () => []);
  let constant = 0;
  const variable = (name: string, cost: number, most: number) => {
    if (cost !== 0) objective.push(`${cost < 0 ? '-' : '+'} ${Math.abs(cost)} ${name}`);
    bounds.push(`0 <= ${name} <= ${most}`);
    return name;
  };
  for (let s = 0; s < model.schools; s++) {
    for (const lead of [true, false]) {
      let count = 0;
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++)
        if ((model.placeLead[q] === 1) === lead) count++;
      if (count === 0) continue;
      const terms = [variable(`u${lead ? 'l' : 'p'}${s}`, model.unfilled, count)];
      const costs = lead ? model.leadCost : model.peerCost;
      for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
        if (costs[a]! >= FORBIDDEN) continue;
        const name = variable(`${lead ? 'l' : 'p'}${a}`, costs[a]!, 1);
        terms.push(name);
        visits[model.arcPerson[a]!]!.push(name);
      }
      rows.push(`${terms.join('\n + ')} = ${count}`);
    }
  }
  const homes: string[][] = Array.from({ length: model.schools }, () => []);
  for (let p = 0; p < model.people; p++) {
    const steps = Array.from({ length: visits[p]!.length > 0 ? model.maxLoad[p]! : 0 }, (_, k) =>
      variable(`v${p}_${k}`, loadStep(model, k), 1),
    );
    if (visits[p]!.length > 0)
      rows.push(`${visits[p]!.join('\n + ')}${steps.map(name => `\n - ${name}`).join('')} = 0`);
    homes[model.home[p]!]?.push(...steps);
  }
  for (let h = 0; h < model.schools; h++) {
    const at = (given: number) => balanceCost(model, Math.abs(given - model.target[h]!), model.weight[h]!);
    constant += at(0);
    const steps = homes[h]!.map((_, k) => variable(`g${h}_${k}`, at(k + 1) - at(k), 1));
    if (steps.length > 0)
      rows.push(`${homes[h]!.join('\n + ')}${steps.map(name => `\n - ${name}`).join('')} = 0`);
  }
  const text = `Minimize\n obj: ${objective.join('\n ')}\nSubject To\n${rows.map((row, k) => ` r${k}: ${row}`).join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
  const result = (await solver).solve(text);
  return Math.round(result.ObjectiveValue) + constant;
}
