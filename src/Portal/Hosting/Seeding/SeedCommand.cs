namespace Portal.Hosting.Seeding;

/// <summary><c>Portal seed</c>: fills a fresh deployment with what the demo shows.</summary>
internal static class SeedCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = PortalApplication.CreateBuilder(args);
        builder.Services.AddOptions<SeedOptions>().BindConfiguration(SeedOptions.SectionName);
        builder.Services.AddSingleton<DemoSeed>();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<DemoSeed>().RunAsync(CancellationToken.None);
        return 0;
    }
}
