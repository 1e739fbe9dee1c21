using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Rollouts;

internal static class RolloutsRegistration
{
    /// <summary>The reconciler. Without a reporter from elsewhere it reports to nobody.</summary>
    public static void AddRollouts(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<IMetricSource, PodMetricSource>();
        builder.Services.TryAddSingleton<IRolloutReporter, SilentReporter>();
        builder.Services.TryAddSingleton<ITenantHolds, NoHolds>();
        builder.Services.TryAddSingleton<CrdInstaller>();
        builder.Services.TryAddSingleton(services => ActivatorUtilities.CreateInstance<RolloutReconciler>(services, new SteadyTime(services.GetRequiredService<TimeProvider>())));
        builder.Services.AddHostedService<RolloutController>();
    }
}
