using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Portal.Api;
using Portal.Hosting.Health;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Hosting;

/// <summary>What every capability rests on: the database, JSON, problems, keys, health.</summary>
internal static class WebRegistration
{
    private const long LargestBody = 1024 * 1024;

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
        });
        builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));
        services.AddPortalDatabase();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "portal-antiforgery");
        services.AddHttpContextAccessor();
        services.AddOpenApi("v1");
        services.AddSingleton<Cursors>();
        services.AddHealth();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        // Requests under way when it stops have this long to end.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        services.AddKeys();
        services.AddKeyRing();
    }

    /// <summary>The Data Protection ring: in the database, shared by all replicas, wrapped by the key service.</summary>
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddSingleton<KeyRingEnvelope>();
        services.AddSingleton<KeyRingEncryptor>();
        services.AddDataProtection().SetApplicationName("Portal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new DataProtectionKeys(provider.GetRequiredService<PlatformDatabase>(), provider.GetRequiredService<TimeProvider>());
            options.XmlEncryptor = provider.GetRequiredService<KeyRingEncryptor>();
        }));
        services.AddSingleton<KeyRingUpgrade>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRingUpgrade>());
    }
}
