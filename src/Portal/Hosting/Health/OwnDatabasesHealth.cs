using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Hosting.Health;

/// <summary>A tenant's own database that is away holds up that tenant alone.</summary>
internal sealed class OwnDatabasesHealth(OwnDatabases databases) : IHealthCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        var answers = await Task.WhenAll(databases.All.Select(async own => (own.Name, Answers: await AnswersAsync(own, patience.Token))));
        var away = answers.Where(answer => !answer.Answers).Select(answer => answer.Name).ToArray();
        return away.Length == 0
            ? HealthCheckResult.Healthy($"{answers.Length} of {answers.Length} answer.")
            : HealthCheckResult.Degraded($"{away.Length} of {answers.Length} do not answer: {string.Join(", ", away)}.");
    }

    private static async Task<bool> AnswersAsync(OwnDatabase own, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = own.Platform.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Exception away) when (away is NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }
}
