using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Operators.Hosting;

/// <summary>What an operator says of itself to the other processes.</summary>
internal sealed class OperatorReport(OperatorHealth health, PlatformDatabase database) : IProcessReport
{
    public string Kind => "operator";

    public async Task<IReadOnlyList<ProcessPart>> PartsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
        return
        [
            new("database", ProcessStatus.Healthy, "It answers."),
            health.IsDispatching == true
                ? new("operations", ProcessStatus.Healthy, "Operations are carried out.")
                : new("operations", ProcessStatus.Unhealthy, "Operations are not carried out yet: the scheduler waits for the database."),
            (health.IsLeader(), health.IsWatching) switch
            {
                (true, true) => new("rollouts", ProcessStatus.Healthy, "It leads and watches the rollouts."),
                (true, false) => new("rollouts", ProcessStatus.Degraded, "It leads, but has not listed the rollouts yet."),
                _ => new("rollouts", ProcessStatus.Healthy, "It stands by; another one leads."),
            },
        ];
    }
}
