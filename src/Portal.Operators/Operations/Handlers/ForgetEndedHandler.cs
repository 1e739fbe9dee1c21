using System.Globalization;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Retention;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Forgets operations, messages to webhooks and alerts that ended long ago, tenant by tenant, in every database. Cut off, the next one goes on.</summary>
internal sealed class ForgetEndedHandler(OwnDatabases databases, EndedWork ended) : IOperationHandler
{
    // So many tenants between two reports.
    private const int Stride = 50;

    public string Kind => OperationKind.ForgetEnded;

    public TimeSpan? Longest => TimeSpan.FromHours(1);

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var deployment = await ended.ForgetDeploymentAsync(cancellationToken);
        var forgotten = default(ForgottenWork);
        var away = await databases.EachAsync(async database =>
        {
            var tenants = await EndedWork.TenantsAsync(database, cancellationToken);
            for (var i = 0; i < tenants.Count; i++)
            {
                if (i % Stride == 0)
                {
                    await work.ReportAsync(i * 100 / tenants.Count, string.Create(CultureInfo.InvariantCulture, $"{i} of {tenants.Count} tenants"), cancellationToken);
                }

                forgotten += await ended.ForgetAsync(tenants[i], cancellationToken);
            }
        });
        await work.TellAsync(
            "forget", "succeeded",
            string.Create(CultureInfo.InvariantCulture, $"Forgot {forgotten.Operations:N0} operations, {forgotten.Deliveries:N0} webhook deliveries and {forgotten.Alerts:N0} alerts of tenants, {deployment:N0} operations of the deployment."),
            cancellationToken);
        DatabasesAway.Throw(away);
    }
}
