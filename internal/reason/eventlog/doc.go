// Package eventlog reads the event logs of other service desks and tells them
// in the words of the closed loop, so that they can be replayed as tickets with
// their original times.
//
// A log is a delimited text file with a header. A mapping, a YAML document,
// says what its columns and words mean:
//
//	name: helpdesk                 # how the mapping is called
//	source: Where the log comes from and on what terms
//	rows: events                   # or snapshots
//	zone: Europe/Rome              # of times that name no zone
//	delimiter: ","                 # one character, or tab; a comma when left out
//	encoding: auto                 # or utf-8, gb18030
//	missing: ["?", "n/a"]          # what stands for nothing; an empty cell always does
//	columns:
//	  case: ticket_no
//	  activity: step
//	  time: [day, clock]           # several columns are joined with a space
//	  person: user                 # optional
//	  group: team                  # optional
//	layouts: [DD-MM-YYYY HH:mm]    # tried in this order
//	default_group: Help desk       # where the log names no group
//	ticket:                        # each line optional
//	  subject: "Ticket {ticket_no}: {topic}"
//	  category: topic
//	  priority: {column: urgency, values: {P1: urgent, P2: high}, otherwise: normal}
//	  channel: {value: phone}
//	  opened_by: operator
//	  opened_at: opened
//	  resolved_at: solved
//	  closed_at: ended
//	  sla: {column: in_time, values: {"Y": met, "N": missed}}
//	attributes:                    # taken over under the name on the left
//	  place: {column: location, take: first}
//	activities:                    # every word of the activity column
//	  Registered: intake
//	  Sent on: queue
//	  Taken: work
//	  Waits for the caller: wait customer
//	  Solved on the phone: [resolve, close]
//	  Heartbeat: ignore written by a machine every hour
//
// A field of the ticket is a column, or an object with a column, a table of
// values and what to take otherwise, or a fixed value. Of a case's rows the
// last one in time that has the value counts, or the first with "take: first".
// A value that a table does not know is an error of its row.
//
// Layouts are written with YYYY or YY, MM or M, DD or D, HH, mm or m, ss or s,
// hh with A for twelve hours, and Z for a zone; a fraction of a second after ss
// is always understood. A local time that occurs twice, when clocks go back, is
// the earlier one unless the case had come further by then; one that does not
// occur is an error of its row.
//
// # Events and snapshots
//
// Rows are events when each says what somebody did: its activity becomes the
// actions of the table. Rows are snapshots when each says how the case stood
// after an update: then the activity column is a state, the person is the one
// named for the case, and the steps are what changed since the row before,
// in state, group and person. A group missing in a snapshot has not changed. A
// person named while the state still says queue has not accepted yet. Where
// "reopened" among the columns names a counter of reopenings, only its rise
// reopens a case.
//
// # What Read promises
//
// The steps of a case are ordered by time, rows of one time as in the file,
// and they make sense to the closed loop whatever the log says:
//
//   - The first step, and no other, is an intake. Where opened_at lies before
//     the first row it gives the time of the intake.
//   - An accept follows a queue of the same group. Work in a queue accepts it
//     first, and so do a resolution and a wait by somebody; accepting what is
//     in no queue is work.
//   - A case is not put into the queue it already lies in, not resolved twice
//     and not closed or cancelled twice: those are notes.
//   - After a resolution or an end come notes, an end, or a step that says
//     Reopens.
//
// Every row of the file is told as at least one step, counted in
// Result.Ignored, or listed in Result.Errors.
package eventlog
