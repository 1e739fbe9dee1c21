using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Api;
using Portal.Audit;
using Portal.Billing;
using Portal.Hosting.Health;
using Portal.Infrastructure.Operations.Processes;
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
    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>0; 2 for mistakes in the settings, all of which are said, a line each.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var app = CreateBuilder(args).Build();
            // Here instead of inside the host, which would add a stack trace to every mistake in a setting.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.Use().RunAsync();
            return 0;
        }
        catch (Exception e) when (StartupFailures.Of(e) is { Count: > 0 } failures)
        {
            foreach (var failure in failures)
            {
                await Console.Error.WriteLineAsync(failure);
            }

            return 2;
        }
    }

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
