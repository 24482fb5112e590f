const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

export const sameUuid = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
