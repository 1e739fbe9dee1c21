using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Operations.Backups;
using Portal.Infrastructure.Operations.Retention;
using Portal.Infrastructure.Operations.Webhooks;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Objectives.Alerts;
using Portal.Operators.Operations.Backups;
using Portal.Operators.Operations.Handlers;
using Portal.Operators.Operations.Recurring;
using Portal.Operators.Operations.Webhooks;
using Portal.Operators.Remediations;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Governance;
using Portal.Operators.Tenancy;
using Quartz;

namespace Portal.Operators.Operations;

internal static class OperationsRegistration
{
    /// <summary>The portal's queue, its scheduler and what it can do; and the way back, from the cluster into the portal's tables.</summary>
    public static void AddPortalOperations(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddPortalDatabase();
        services.AddKeys();
        services.AddWebhookSending();
        services.AddAlertSending();
        services.AddRetention();
        services.TryAddSingleton<TenantDirectory>();
        services.TryAddSingleton<ITenantHolds, TenantHolds>();
        services.TryAddSingleton<RolloutRowWriter>();
        services.TryAddSingleton<RolloutReporter>();
        services.TryAddSingleton<IRolloutReporter>(provider => provider.GetRequiredService<RolloutReporter>());
        services.AddHostedService(provider => provider.GetRequiredService<RolloutReporter>());
        services.AddObjectives();
        services.AddQueue();
        services.AddHandlers();
        services.AddRemediations();
        services.AddTenancy();
        services.AddBackups();
        services.AddHostedService<BackupTimer>();
        builder.AddScheduler();
        services.AddHostedService<OperationDispatcher>();
        services.AddHostedService<SchedulerHost>();
    }

    /// <summary>What takes operations and runs them.</summary>
    internal static void AddQueue(this IServiceCollection services)
    {
        services.AddOptions<QueueOptions>().BindConfiguration(QueueOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QueueOptions>, QueueOptionsValidation>());
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<QueueOptions>>().Value);
        services.TryAddSingleton<OperationClaims>();
        services.TryAddSingleton<TenantOperationBook>();
        services.TryAddSingleton<PlatformOperations>();
        services.TryAddSingleton<OperationBooks>();
        services.TryAddSingleton<RunningOperations>();
        services.TryAddSingleton<OperationRunner>();
        services.TryAddSingleton<WakeUps>();
        services.TryAddSingleton<RecurringOperations>();
    }

    private static void AddHandlers(this IServiceCollection services)
    {
        services.TryAddSingleton<RolloutFactsReader>();
        services.TryAddSingleton<RolloutEnding>();
        services.AddRecurringOperation<OutboxCleanupHandler>(OperationKind.CleanOutbox, RecurringScope.Deployment, RecurringSchedule.In(TimeSpan.FromHours(1)));
        // At night, by the clock of most; it holds no long locks.
        services.AddRecurringOperation<ForgetEndedHandler>(OperationKind.ForgetEnded, RecurringScope.Deployment, RecurringSchedule.At("0 30 3 * * ?"));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, ApplyRolloutHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, GateRolloutHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, UninstallHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, DeliverWebhookHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, DeliverAlertHandler>());
        // One class does five kinds, so these are added as they are.
        services.AddOrder(OperationKind.ApproveRollout, RolloutOrder.Approve);
        services.AddOrder(OperationKind.PromoteRollout, RolloutOrder.Promote);
        services.AddOrder(OperationKind.AbortRollout, RolloutOrder.Abort);
        services.AddOrder(OperationKind.PauseRollout, RolloutOrder.Pause);
        services.AddOrder(OperationKind.ResumeRollout, RolloutOrder.Resume);
    }

    private static void AddOrder(this IServiceCollection services, string kind, Action<System.Text.Json.Nodes.JsonObject, RolloutOrder> write) =>
        services.AddSingleton<IOperationHandler>(provider => new RolloutOrderHandler(
            kind, write, provider.GetRequiredService<RolloutFactsReader>(), provider.GetRequiredService<IKubernetesClient>()));

    internal static void AddScheduler(this WebApplicationBuilder builder)
    {
        // A missing one is named by the options' own check; until then anything that can be parsed will do.
        var connection = builder.Configuration[$"{DatabaseOptions.SectionName}:{nameof(DatabaseOptions.Platform)}"] is { Length: > 0 } given ? given : "Host=unset";
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "portal-operations";
                scheduler.GenerateInstanceId = true;
                // It wakes operators and begins what recurs; neither has to be exact to the second.
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(5);
            });
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store =>
            {
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "quartz.qrtz_";
                    options.StoreJobDataAsStrings = true;
                });
                store.UsePostgres(NpgsqlFactory.Instance, connection);
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(10)));
            });
        });
    }
}
