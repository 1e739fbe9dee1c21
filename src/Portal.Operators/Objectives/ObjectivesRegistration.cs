using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Operators.Operations;

namespace Portal.Operators.Objectives;

internal static class ObjectivesRegistration
{
    /// <summary>Orders about objectives, and the way back into the portal's tables.</summary>
    public static void AddObjectives(this IServiceCollection services)
    {
        services.TryAddSingleton<ObjectiveRowWriter>();
        services.TryAddSingleton<ObjectiveReporter>();
        services.TryAddSingleton<IObjectiveReporter>(provider => provider.GetRequiredService<ObjectiveReporter>());
        services.AddHostedService(provider => provider.GetRequiredService<ObjectiveReporter>());
        services.TryAddSingleton<ObjectiveFactsReader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, ApplyObjectiveHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, RemoveObjectiveHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, OverrideBudgetHandler>());
    }
}
