using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Portal.Local.Http;

namespace Portal.Benchmarks.Tenancy;

/// <summary>The whole product with many tenants: how soon a new one is ready, how fast the API answers a crowd, and what the processes occupy.</summary>
internal sealed class CrowdedProduct(string folder)
{
    private const int Tenants = 100;
    private const int PeoplePerTenant = 10;

    // A refusal is no fast answer, and neither is none: as long as a client waits.
    private const double RefusedMilliseconds = 30_000;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ThinkTime = TimeSpan.FromSeconds(5);
    private static readonly string[] Paths = ["/api/v1/installations", "/api/v1/rollouts", "/api/v1/operations", "/api/v1/audit-records", "/api/v1/me"];

    public async Task<(double SignUpSeconds, double ApiMilliseconds, double MemoryGrowth)> MeasureAsync(int idleTenants, TimeSpan crowd, CancellationToken cancellationToken)
    {
        double before, signUp, api;
        await using (var product = await LocalProduct.StartAsync(folder, cancellationToken))
        {
            before = await MemoryAsync(product, cancellationToken);
            signUp = await SignUpAsync(product, cancellationToken);
            api = await CrowdAsync(product, crowd, cancellationToken);
            await AddIdleTenantsAsync(product, idleTenants, cancellationToken);
        }

        // Started anew, so that only what is idle is measured.
        await using var again = await LocalProduct.StartAsync(folder, cancellationToken);
        return (signUp, api, await MemoryAsync(again, cancellationToken) - before);
    }

    private static async Task<double> MemoryAsync(LocalProduct product, CancellationToken cancellationToken)
    {
        await Task.Delay(Settle, cancellationToken);
        var processes = product.Description.Processes;
        return (ResidentMemory.Kilobytes(processes.Web!.Value) + ResidentMemory.Kilobytes(processes.Operator!.Value)) / 1024;
    }

    /// <returns>The slowest of five.</returns>
    private static async Task<double> SignUpAsync(LocalProduct product, CancellationToken cancellationToken)
    {
        var slowest = 0.0;
        await using var database = NpgsqlDataSource.Create(product.Description.Database.Superuser);
        for (var i = 0; i < 5; i++)
        {
            var slug = string.Create(CultureInfo.InvariantCulture, $"fresh{i}");
            using var client = LoopbackHttp.Create(new Uri($"http://localhost:{product.Port}/"), new CookieContainer());
            var began = Stopwatch.GetTimestamp();
            using var response = await client.PostAsJsonAsync(
                "/api/v1/tenants",
                new JsonObject { ["slug"] = slug, ["name"] = slug, ["admin"] = new JsonObject { ["email"] = $"a@{slug}.example", ["displayName"] = "A", ["password"] = "correct horse battery staple" } },
                cancellationToken);
            response.EnsureSuccessStatusCode();
            await using var state = database.CreateCommand("select state from portal.tenant where slug = $1");
            state.Parameters.Add(new() { Value = slug });
            while (await state.ExecuteScalarAsync(cancellationToken) as string != "active" && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(10, cancellationToken);
            }

            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return slowest;
    }

    private static async Task<double> CrowdAsync(LocalProduct product, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(product.Description.Database.Superuser);
        await using (var fill = database.CreateCommand(Crowd))
        {
            await fill.ExecuteNonQueryAsync(cancellationToken);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var people = from tenant in Enumerable.Range(1, Tenants) from person in Enumerable.Range(1, PeoplePerTenant) select PersonAsync(product.Port, tenant, person, ending.Token);
        var working = people.ToList();
        await Task.Delay(length, cancellationToken);
        await ending.CancelAsync();
        // Everybody's first look finds the process cold.
        var times = (await Task.WhenAll(working)).SelectMany(taken => taken.Skip(1)).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Tenants * PeoplePerTenant} people, one request every {ThinkTime.TotalSeconds:0} s: {times.Count / length.TotalSeconds:0} requests a second, p50 {Percentiles.P50(times):0.0} ms, p95 {Percentiles.P95(times):0.0} ms, p99 {Percentiles.P99(times):0.0} ms; {times.Count(taken => taken == RefusedMilliseconds)} refused or without an answer"));
        return Percentiles.P95(times);
    }

    /// <summary>Looks at something, reads for a while, looks at the next thing.</summary>
    private static async Task<List<double>> PersonAsync(int port, int tenant, int person, CancellationToken ending)
    {
        var random = new Random((tenant * 1000) + person);
        var times = new List<double>();
        using var client = LoopbackHttp.Create(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://crowd{tenant}.localhost:{port}/")), new CookieContainer());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", string.Create(CultureInfo.InvariantCulture, $"pak_{new Guid(tenant, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0):N}_secret{person}"));
        try
        {
            await Task.Delay(ThinkTime * random.NextDouble(), ending);
            while (true)
            {
                times.Add(await LookAsync(client, Paths[random.Next(Paths.Length)], ending));
                await Task.Delay(ThinkTime * (0.5 + random.NextDouble()), ending);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return times;
        }
    }

    private static async Task<double> LookAsync(HttpClient client, string path, CancellationToken ending)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.GetAsync(path, ending);
            await response.Content.ReadAsByteArrayAsync(ending);
            return response.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : RefusedMilliseconds;
        }
        catch (Exception failure) when (!ending.IsCancellationRequested && failure is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            return RefusedMilliseconds;
        }
    }

    private static async Task AddIdleTenantsAsync(LocalProduct product, int count, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(product.Description.Database.Superuser);
        await using var fill = database.CreateCommand(
            """
            insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at)
            select gen_random_uuid(), 'idle' || i, 'Idle', 'active', 'tenant-idle' || i, now(), now() from generate_series(1, $1) i
            """);
        fill.Parameters.Add(new() { Value = count });
        await fill.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string Crowd =
        """
        with tenants as (
            insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at)
            select (lpad(to_hex(i), 8, '0') || '-0000-7000-8000-000000000000')::uuid, 'crowd' || i, 'Crowd', 'active', 'tenant-crowd' || i, now(), now() from generate_series(1, 100) i
            returning id),
        members as (
            insert into portal.member (tenant_id, id, email, email_normalized, display_name, password_hash, role, created_at)
            select id, md5(id || '-' || p)::uuid, p || '@x.example', p || '@x.example', 'Person ' || p, '', 'admin', now() from tenants, generate_series(1, 10) p
            returning tenant_id, id, email)
        insert into portal.api_key (tenant_id, id, name, secret_hash, role, created_by, created_at)
        select tenant_id, gen_random_uuid(), email, sha256(('secret' || split_part(email, '@', 1))::bytea), 'admin', id, now() from members
        """;
}
