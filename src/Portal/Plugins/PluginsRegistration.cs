using Portal.Infrastructure.Plugins;

namespace Portal.Plugins;

internal static class PluginsRegistration
{
    public static void AddPlugins(this IServiceCollection services)
    {
        services.AddPluginRegistry();
        services.AddSingleton<InstallPlugin>();
        services.AddSingleton<UpgradePlugin>();
        services.AddSingleton<UninstallPlugin>();
        services.AddSingleton<InstallationQueries>();
    }
}
