/**
 * Schedules and the messages left outside of them, as the edge asks for them.
 *
 * Knows that new hours are looked at by whoever waits for the old ones. Does not know what hours mean (src/platform/flows).
 */
import { openingAt, type Opening, type Schedule } from '../flows/index.js';
import type { Config } from './config-store.js';
import { reconsiderOpenings } from './flow-runner.js';
import { markHandled, messagesOf, openMessages, type LeftMessage } from './left-messages.js';
import type { Transact, Unit } from './unit.js';

/** A schedule with how it stands now. */
export interface StandingSchedule {
  readonly schedule: Schedule;
  readonly now: Opening;
}

export interface HoursDesk {
  readonly schedules: {
    get(id: string): Promise<StandingSchedule | undefined>;
    list(): Promise<readonly StandingSchedule[]>;
    put(schedule: Schedule): Promise<StandingSchedule>;
  };
  readonly leftMessages: {
    /** What nobody has handled yet, in these queues or in all; the oldest first. */
    open(queueIds?: readonly string[]): Promise<readonly LeftMessage[]>;
    /** Those of a contact, the latest first. */
    of(contactId: string): Promise<readonly LeftMessage[]>;
    /** Whether there was one left to handle. */
    handle(contactId: string, by: string): Promise<boolean>;
  };
}

/** `write`: a transaction after which the configuration is read anew. */
export function hoursDesk(config: Config, transact: Transact, write: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>): HoursDesk {
  const stand = (schedule: Schedule): Promise<StandingSchedule> => transact(({ now }) => Promise.resolve({ schedule, now: openingAt(schedule, now) }));
  return {
    schedules: {
      async get(id) {
        const schedule = config.schedule(id);
        return schedule && stand(schedule);
      },
      list: () => Promise.all(config.schedules().map(stand)),
      async put(schedule) {
        await write(async (unit) => {
          await config.putSchedule(unit.tx, schedule);
          await reconsiderOpenings(unit);
        });
        return stand(schedule);
      },
    },
    leftMessages: {
      open: (queueIds) => transact(({ tx }) => openMessages(tx, queueIds)),
      of: (contactId) => transact(({ tx }) => messagesOf(tx, contactId)),
      handle: (contactId, by) => transact(({ tx, now }) => markHandled(tx, contactId, by, now)),
    },
  };
}
