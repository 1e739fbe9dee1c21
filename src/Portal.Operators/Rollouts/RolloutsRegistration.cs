using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Otlp;

namespace Portal.Operators.Rollouts;

internal static class RolloutsRegistration
{
    /// <summary>The reconciler. Without a reporter from elsewhere it reports to nobody.</summary>
    public static void AddRollouts(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<IMetricSources, MetricSources>();
        builder.Services.TryAddSingleton<OtlpMetrics>();
        builder.Services.TryAddSingleton(services => new OtlpReceiver(services.GetRequiredService<OtlpMetrics>(), services.GetRequiredService<IOptions<OperatorOptions>>().Value.OtlpToken));
        builder.Services.TryAddSingleton<IRolloutReporter, SilentReporter>();
        builder.Services.TryAddSingleton<IObjectiveReporter, SilentObjectiveReporter>();
        builder.Services.TryAddSingleton<ITenantHolds, NoHolds>();
        builder.Services.TryAddSingleton(services => new EventRecorder(
            services.GetRequiredService<IKubernetesClient>(), RolloutNames.FieldManager, services.GetRequiredService<LeaseOptions>().Identity,
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<EventRecorder>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<EventRecorder>());
        builder.Services.TryAddSingleton<IDecisionEvents, DecisionEvents>();
        builder.Services.TryAddSingleton<CrdInstaller>();
        builder.Services.TryAddSingleton(services =>
        {
            var options = services.GetRequiredService<IOptions<OperatorOptions>>().Value;
            return new RolloutTurns(new(options.RolloutsAtOnce, options.RolloutsAtOncePerTenant));
        });
        builder.Services.TryAddSingleton(services => ActivatorUtilities.CreateInstance<RolloutReconciler>(services, new SteadyTime(services.GetRequiredService<TimeProvider>())));
        builder.Services.TryAddSingleton<ObjectiveReconciler>();
        builder.Services.TryAddSingleton<ObjectiveLoop>();
        builder.Services.AddHostedService<RolloutController>();
    }
}
