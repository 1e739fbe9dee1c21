using Portal.Access;
using Portal.Api;
using Portal.Audit;
using Portal.Billing;
using Portal.Hosting.Health;
using Portal.Layout;
using Portal.Marketplace;
using Portal.Objectives;
using Portal.Objectives.Alerts;
using Portal.Operations;
using Portal.Operations.Webhooks;
using Portal.Plugins;
using Portal.Remediations;
using Portal.Rollouts;
using Portal.Rollouts.Governance;
using Portal.Tenancy;
using Portal.Tenancy.Domains;
using Portal.Tenancy.Export;
using Portal.Tenancy.Limits;

namespace Portal.Hosting;

/// <summary>The composition root: each capability adds its services and maps its routes.</summary>
internal static class PortalApplication
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseStaticWebAssets();
        builder.AddWeb();
        builder.Services.AddTenancy();
        builder.Services.AddExports();
        builder.Services.AddAccess();
        builder.Services.AddAudit();
        builder.Services.AddOperations();
        builder.Services.AddAlerts();
        builder.Services.AddObjectives();
        builder.Services.AddPlugins();
        builder.Services.AddRollouts();
        builder.Services.AddRolloutGovernance();
        builder.Services.AddRemediations();
        builder.Services.AddMarketplace();
        builder.Services.AddBilling();
        builder.Services.AddPages();
        return builder;
    }

    public static WebApplication Use(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseMiddleware<HostNameCheck>();
        app.UseStatusCodePages(EmptyAnswers.WriteAsync);
        app.UseMiddleware<AddressLimiting>();
        app.UseMiddleware<TenantResolution>();
        app.UseMiddleware<CircuitOrigin>();
        app.UseRouting();
        app.UseMiddleware<TenantLimiting>();
        app.UseAuthentication();
        app.UseMiddleware<PrincipalLimiting>();
        app.UseMiddleware<CircuitLimiting>();
        app.UseMiddleware<TenantGate>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapStaticAssets();
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup("/api/v1").AddEndpointFilter<CrossSiteFilter>().DisableAntiforgery();
        api.MapTenancy();
        api.MapExports();
        api.MapPlatform();
        api.MapDomains();
        api.MapAccess();
        api.MapAudit();
        api.MapOperations();
        api.MapWebhooks();
        api.MapAlerts();
        api.MapObjectives();
        api.MapPlugins();
        api.MapRollouts();
        api.MapRolloutGovernance();
        api.MapRemediations();
        api.MapMarketplace();
        api.MapBilling();
        app.MapStripeWebhook();
        app.MapPages();
        return app;
    }
}
