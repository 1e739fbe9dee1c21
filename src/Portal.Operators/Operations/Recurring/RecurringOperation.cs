using Quartz;

namespace Portal.Operators.Operations.Recurring;

/// <summary>
/// Work that comes again by itself. At each due time one operation is enqueued, unless the last one is still open; what was missed is made up for once.
/// Its <see cref="IOperationHandler"/> does the rest: retries, leases, dead letter and pages are those of any operation.
/// </summary>
/// <param name="Kind">The handler's.</param>
/// <param name="Scope">For the deployment, or for each tenant.</param>
/// <param name="Schedule">When.</param>
internal sealed record RecurringOperation(string Kind, RecurringScope Scope, RecurringSchedule Schedule)
{
    internal ITrigger Trigger(TriggerKey key, JobKey job)
    {
        var trigger = TriggerBuilder.Create().ForJob(job).WithIdentity(key).WithDescription(Schedule.ToString());
        return Schedule.Cron is { } cron
            ? trigger.WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build()
            : trigger.StartNow().WithSchedule(
                SimpleScheduleBuilder.Create().WithInterval(Schedule.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
    }
}
