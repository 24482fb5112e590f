import type { CreatedPayload } from 'xumm-payload-status';
import Payment from './Payment';

/** What the test created stands in the query. In a shop this is where the backend creates the payload. */
export default async function Page({ searchParams }: { searchParams: Promise<{ payload: string }> }) {
  const { payload } = await searchParams;
  return <Payment payload={JSON.parse(payload) as CreatedPayload} />;
}
