// The names of months and days, and Monday as the first day: calendars take them from dayjs by the language around them.
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
