using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy;

/// <summary>Moves a tenant up a level of isolation: <c>{"isolation": "schema"}</c> or <c>{"isolation": "database", "database": "…"}</c>.</summary>
internal sealed class MoveTenantHandler(OwnSchemaMove toSchema, OwnDatabaseMove toDatabase, OwnDatabases databases) : IOperationHandler
{
    public string Kind => OperationKind.MoveTenant;

    public TimeSpan? Longest => TimeSpan.FromHours(1);

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var (tenant, correlation) = (work.Operation.Tenant, work.Operation.CorrelationId);
        var moved = work.Payload.TextAt("isolation") switch
        {
            "schema" => await toSchema.ExecuteAsync(tenant, correlation, ToldAsync, cancellationToken),
            "database" when work.Payload.TextAt("database") is { } name && databases.Find(name) is not null =>
                await toDatabase.ExecuteAsync(tenant, name, correlation, ToldAsync, cancellationToken),
            "database" => throw new OperationRefusedException(
                $"The settings name no database \"{work.Payload.TextAt("database")}\": add it to Database:Own and migrate it."),
            var other => throw new OperationRefusedException($"A tenant cannot move to \"{other}\": it is schema or database."),
        };
        await work.TellAsync("move", "succeeded", moved is { } rows ? $"{rows} rows moved." : "It is there already.", cancellationToken);

        // The end, where everything is checked and committed, is not in these.
        Task ToldAsync(TableProgress at) => work.ReportAsync(at.Percent * 95 / 100, $"{at} moved; the tenant's pages wait meanwhile", cancellationToken);
    }
}
