import { type ServiceProcess, startProcess } from '../../support/process.ts';

/** Several processes of the service on one database. */
export interface Replicas {
  /** The address of one that takes connections, any of them: what a load balancer would pick. */
  anyAddress(): string;
  /** Ends one by a signal, settled when it has ended; gives its exit code. Nobody is led to it any more. */
  end(index: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Starts it anew, settled when it is ready. */
  start(index: number): Promise<void>;
}

/** Starts that many; end what is left of them with `endProcesses`. */
export async function startReplicas(databaseUrl: string, count: number): Promise<Replicas> {
  const services: ServiceProcess[] = [];
  const addresses: (string | null)[] = [];
  const start = async (index: number) => {
    const service = startProcess({ DATABASE_URL: databaseUrl, NODE_ENV: 'test' });
    services[index] = service;
    addresses[index] = await service.ready;
  };
  await Promise.all(Array.from({ length: count }, (_, index) => start(index)));
  return {
    start,
    anyAddress() {
      const living = addresses.filter((address) => address !== null);
      return living[Math.floor(Math.random() * living.length)] ?? 'http://127.0.0.1:1';
    },
    end(index, signal) {
      const service = services[index] as ServiceProcess;
      addresses[index] = null;
      service.child.kill(signal);
      return service.ended;
    },
  };
}
