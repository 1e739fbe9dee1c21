using Portal.Operations.Webhooks;

namespace Portal.Operations;

internal static class OperationsRegistration
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<OperationQueries>();
        services.AddSingleton<OperationEvents>();
        services.AddSingleton<ControlOperation>();
        services.AddSingleton<PlatformOperationQueries>();
        services.AddSingleton<ControlPlatformOperation>();
        services.AddSingleton<LiveEvents>();
        services.AddHostedService<LiveEventListener>();
        services.AddWebhooks();
        // Scoped is one a circuit.
        services.AddScoped<LiveUpdates>();
    }
}
