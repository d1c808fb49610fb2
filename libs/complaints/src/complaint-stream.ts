/** What the names of complaint streams begin with. */
export const complaintCategory = 'complaint-';
export const complaintStream = (number: string): string => `${complaintCategory}${number}`;
