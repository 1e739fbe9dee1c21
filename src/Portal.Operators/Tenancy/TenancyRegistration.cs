using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy;

internal static class TenancyRegistration
{
    /// <summary>The beginning and the end of a tenant. Steps run in the order in which they are added.</summary>
    public static void AddTenancy(this IServiceCollection services)
    {
        services.TryAddSingleton<TenantNamespace>();
        services.TryAddSingleton<TenantTransitions>();
        services.TryAddSingleton<TenantErasure>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProvisioningStep, NamespaceStep>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProvisioningStep, LimitsStep>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProvisioningStep, NetworkStep>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPurgeStep, ClusterPurge>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPurgeStep, DomainsPurge>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, ProvisionTenantHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, PurgeTenantHandler>());
    }
}
