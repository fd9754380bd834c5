import * as a from '../http/answers.ts';

export const orderRowPage = a.page(a.orderRow);
export const fillPage = a.page(a.fill);
export const balancePage = a.page(a.balance);
export const entryPage = a.page(a.entry);
export const withdrawalPage = a.page(a.withdrawal);
export const positionPage = a.page(a.position);
export const pnlPage = a.page(a.pnl);
export const feeRatesPage = a.page(a.feeRates);
export const instrumentPage = a.page(a.instrument);
export const tradePage = a.page(a.trade);
export const candlePage = a.page(a.candle);
export const auditEventPage = a.page(a.auditEvent);
export const trailPage = a.page(a.trailEntry);
