using System.Diagnostics;
using System.Net.Http.Json;
using Npgsql;

namespace Portal.Tests.Tenancy.Keys;

/// <summary>Secrets through every route that takes or gives one; then the whole database as text, and none of them in it.</summary>
public sealed class CanaryTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Dump_OfTheDatabase_HoldsNoSecretThatWentThroughIt()
    {
        var tenant = await host.SignUpAsync();
        var staff = await Staff.SignInAsync(host);
        var endpoint = await (await tenant.SendAsync(HttpMethod.Post, "/api/v1/webhook-endpoints", new { url = "https://hooks.example.com", topics = new[] { "rollout" } }))
            .ShouldBeAsync(System.Net.HttpStatusCode.Created);
        var rotated = await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/webhook-endpoints/{endpoint["id"]}/secret-rotations")).ShouldBeAsync(System.Net.HttpStatusCode.Created);
        using var wrong = await host.Client(tenant.Slug).PostAsJsonAsync("/api/v1/sessions", new { email = tenant.Email, password = "canary wrong password" }, TestContext.Current.CancellationToken);
        var raw = ((string[])[(string)endpoint["secret"]!, (string)rotated["secret"]!]).Select(secret => secret["whsec_".Length..]).ToList();
        string[] canaries =
        [
            .. raw, .. raw.Select(secret => Convert.ToHexStringLower(Convert.FromBase64String(secret))),
            tenant.ApiKey, tenant.ApiKey.Split('_', 3)[2], TestTenant.Password, Staff.Password, "canary wrong password",
            tenant.Cookie.Split('=')[1], staff.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=')[1], "masterKey",
        ];

        var dump = await DumpAsync();

        dump.ShouldContain(tenant.Slug);
        canaries.ShouldAllBe(canary => canary.Length > 8);
        canaries.Where(canary => dump.Contains(canary, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    private async Task<string> DumpAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder(host.Database.Superuser);
        var start = new ProcessStartInfo(Program()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--host", connection.Host!, "--port", $"{connection.Port}", "--username", connection.Username!, "--no-password", host.Database.Name])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PGPASSWORD"] = connection.Password;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var dump = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await error);
        return dump;
    }

    // Debian keeps each version's programs in a folder of its own; the server's own can read it.
    private static string Program() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin", "pg_dump")).FirstOrDefault(File.Exists) ?? "pg_dump"
        : "pg_dump";
}
