using Portal.Billing.Pages;
using Portal.Components;
using Portal.Hosting.Pages;
using Portal.Marketplace.Pages;
using Portal.Objectives.Alerts.Pages;
using Portal.Objectives.Pages;
using Portal.Operations.Backups.Pages;
using Portal.Operations.Pages;
using Portal.Operations.Webhooks.Pages;
using Portal.Plugins;
using Portal.Plugins.Pages;
using Portal.Remediations.Pages;
using Portal.Rollouts;
using Portal.Rollouts.Governance.Pages;
using Portal.Rollouts.Pages;
using Portal.Tenancy.Export.Pages;
using Portal.Tenancy.Pages;

namespace Portal.Layout;

/// <summary>The pages, and what connects them to the use cases of their capabilities.</summary>
internal static class PagesRegistration
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuit => circuit.DisconnectedCircuitMaxRetained = 200);
        services.AddSingleton<RolloutOriginQuery>();
        services.AddSingleton<LatestVersionsQuery>();
        services.AddSingleton<PluginUi>();
        // Scoped is one a circuit, so that the viewer and his tenant never change in it; before sign-in it is one a request.
        services.AddScoped<ViewerSource>();
        services.AddScoped<Toasts>();
        services.AddScoped<NavigationScreens>();
        services.AddScoped<SetUpScreens>();
        services.AddScoped<HomeScreens>();
        services.AddScoped<DangerScreens>();
        services.AddScoped<PlatformScreens>();
        services.AddScoped<HealthScreens>();
        services.AddScoped<BackupScreens>();
        services.AddScoped<TenantScreens>();
        services.AddScoped<ExportScreens>();
        services.AddScoped<DomainScreens>();
        services.AddScoped<OperationScreens>();
        services.AddScoped<PlatformOperationScreens>();
        services.AddScoped<WebhookScreens>();
        services.AddScoped<AlertScreens>();
        services.AddScoped<RolloutScreens>();
        services.AddScoped<GovernanceScreens>();
        services.AddScoped<RemediationScreens>();
        services.AddScoped<ObjectiveScreens>();
        services.AddScoped<PluginScreens>();
        services.AddScoped<MarketplaceScreens>();
        services.AddScoped<BillingScreens>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapPluginUi();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
            // The policy of SecurityHeaders covers the frame ancestors too.
            server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
