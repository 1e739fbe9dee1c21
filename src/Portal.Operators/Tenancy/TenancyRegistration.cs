using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Domain.Operations;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Infrastructure.Tenancy.Dns;
using Portal.Infrastructure.Tenancy.Export;
using Portal.Operators.Operations;
using Portal.Operators.Operations.Recurring;
using Portal.Operators.Tenancy.Domains;
using Portal.Operators.Tenancy.Export;
using Portal.Operators.Tenancy.Keys;

namespace Portal.Operators.Tenancy;

internal static class TenancyRegistration
{
    /// <summary>The beginning and the end of a tenant, its domains, its archives, and where its rows are kept. Steps run in the order in which they are added.</summary>
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
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPurgeStep, KeyPurge>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, RotateTenantKeyHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, ProvisionTenantHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, PurgeTenantHandler>());
        services.AddTenantArchives();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, ExportTenantHandler>());
        services.AddRecurringOperation<ExpireExportsHandler>(OperationKind.ExpireExports, RecurringScope.Deployment, RecurringSchedule.In(TimeSpan.FromHours(1)));
        services.AddDns();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, VerifyDomainHandler>());
        services.TryAddSingleton<OwnSchemaMove>();
        services.TryAddSingleton<OwnDatabaseMove>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, MoveTenantHandler>());
        services.AddHostedService<OwnDatabaseUpkeep>();
    }
}
