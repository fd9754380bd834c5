import type { ApiClient, ApiRequest } from './api-client.ts';
import { type Patience, untilAnswered } from './patience.ts';

/** A client that sends a request again until it is answered. */
export function patientClient(client: ApiClient, patience: Patience<ApiRequest>): ApiClient {
  return {
    close: client.close,
    send: (request) => untilAnswered(client.send, request, patience),
  };
}
