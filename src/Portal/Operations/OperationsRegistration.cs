using Portal.Infrastructure.Operations.Backups;
using Portal.Infrastructure.Operations.Retention;
using Portal.Operations.Backups;
using Portal.Operations.Webhooks;

namespace Portal.Operations;

internal static class OperationsRegistration
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddBackups();
        services.AddSingleton<BringTenantBack>();
        services.AddSingleton<RebuildCluster>();
        services.AddSingleton<BackupQueries>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<SecretAnswers>();
        services.AddSingleton<OperationQueries>();
        services.AddSingleton<OperationEvents>();
        services.AddSingleton<ControlOperation>();
        services.AddSingleton<PlatformOperationQueries>();
        services.AddSingleton<ControlPlatformOperation>();
        services.AddSingleton<LiveEvents>();
        services.AddHostedService<LiveEventListener>();
        services.AddWebhooks();
        services.AddRetention();
        // Scoped is one a circuit.
        services.AddScoped<LiveUpdates>();
    }
}
