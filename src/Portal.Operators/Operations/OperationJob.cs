using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Quartz;

namespace Portal.Operators.Operations;

/// <summary>The scheduler's side of an operation: one job each, named after it. Recovered by another replica when this one dies.</summary>
[DisallowConcurrentExecution]
internal sealed class OperationJob(OperationRunner runner, OperationSignal signal) : IJob
{
    public const string TenantEntry = "tenant";
    public const string OperationEntry = "operation";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.JobDetail.JobDataMap;
        var tenant = new TenantId(Guid.Parse(data.GetString(TenantEntry)!));
        var id = new OperationId(Guid.Parse(data.GetString(OperationEntry)!));
        var again = await runner.RunAsync(tenant, id, cancellationToken);
        if (again is { } at)
        {
            await OperationSchedule.AgainAsync(context.Scheduler, context.JobDetail, at, cancellationToken);
        }

        // Whatever waited for this one may be due now.
        signal.Raise();
    }
}
