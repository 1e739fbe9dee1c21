using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Infrastructure.Plugins;

public static class RegistryRegistration
{
    /// <summary>The registry of plugins. Needs the database's registration.</summary>
    public static IServiceCollection AddPluginRegistry(this IServiceCollection services)
    {
        services.TryAddSingleton<PluginRegistry>();
        services.TryAddSingleton<PublisherDirectory>();
        services.TryAddSingleton<SamplePublishing>();
        services.TryAddSingleton<PackageFiles>();
        return services;
    }
}
