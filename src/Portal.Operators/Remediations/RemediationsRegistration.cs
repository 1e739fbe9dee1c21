using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Operators.Operations;

namespace Portal.Operators.Remediations;

internal static class RemediationsRegistration
{
    /// <summary>What looks for trouble and does something about it; needs the portal's database.</summary>
    public static void AddRemediations(this IServiceCollection services)
    {
        services.TryAddSingleton<LookAgainRequests>();
        services.TryAddSingleton<SightReader>();
        services.TryAddSingleton<RemediationScan>();
        services.TryAddSingleton<RemedyActions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, RemediateHandler>());
        services.AddHostedService<RemediationLoop>();
    }
}
