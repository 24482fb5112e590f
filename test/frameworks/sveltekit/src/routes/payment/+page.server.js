/** What the test created stands in the query. In a shop this is where the backend creates the payload. */
export const load = ({ url }) => ({ payload: JSON.parse(url.searchParams.get('payload')) });
