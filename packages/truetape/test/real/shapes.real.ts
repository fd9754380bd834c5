import { processesOn } from '../shapes/shapes.ts';
import { describeShape } from '../shapes/suite.ts';

const url = process.env.EVENTSTORE_URL;
if (url === undefined) throw new Error('EVENTSTORE_URL says where the server is');

// Every service as a process, on a server that is there, in a namespace of its own.
describeShape(processesOn(url));
