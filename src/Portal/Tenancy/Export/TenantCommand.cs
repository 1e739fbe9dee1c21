using System.Globalization;
using Npgsql;
using Portal.Domain;
using Portal.Hosting;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Tenancy.Export;

/// <summary>
/// <c>Portal tenant import FILE</c> and <c>Portal tenant export SLUG FILE</c>: for the platform's operators, who hold the platform's connection string.
/// Exit code 0 when done, 1 when refused, 2 for a wrong command line.
/// </summary>
internal static class TenantCommand
{
    private const string Usage =
        """
        Usage: Portal tenant export SLUG FILE
               Portal tenant import FILE [--slug SLUG] [--publish-packages]

        export  writes everything that the tenant owns into FILE, whatever its state.
        import  brings an archived tenant back, all of it or nothing. --slug gives it another address;
                --publish-packages takes packages that the registry lacks out of the archive, for every tenant to see.
        Connection strings come from Database__App and Database__Platform, the address that is printed from Portal__BaseHost,
        Portal__PublicScheme and Portal__PublicPort, all as for the web process.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                ["export", var slug, var file] => await ExportAsync(slug, file),
                ["import", var file, .. var options] when ImportOptions.Read(options) is { } chosen => await ImportAsync(file, chosen),
                _ => await SayAsync(2, Usage),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NpgsqlException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            return await SayAsync(1, failure.Message);
        }
    }

    private static async Task<int> ExportAsync(string slug, string file)
    {
        await using var app = PortalApplication.CreateBuilder([]).Build();
        if (await app.Services.GetRequiredService<TenantDirectory>().FindBySlugAsync(slug, CancellationToken.None) is not { } tenant)
        {
            return await SayAsync(1, $"There is no tenant \"{FieldText.Excerpt(slug)}\".");
        }

        // Under another name until it is whole: half an archive would look like one.
        var draft = file + ".part";
        await using (var target = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var manifest = await app.Services.GetRequiredService<TenantArchiveWriter>().WriteAsync(tenant.Id, target, (_, _) => Task.CompletedTask, CancellationToken.None);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Exported {tenant.Slug} ({tenant.Id}): {manifest.Rows:N0} rows of {manifest.Tables.Count} tables and {manifest.Packages.Count} packages, {target.Length:N0} bytes."));
        }

        File.Move(draft, file, overwrite: true);
        return 0;
    }

    private static async Task<int> ImportAsync(string file, ImportOptions options)
    {
        await using var app = PortalApplication.CreateBuilder([]).Build();
        await using var archive = File.OpenRead(file);
        var result = await app.Services.GetRequiredService<ImportTenant>().ExecuteAsync(archive, options.Slug, options.PublishPackages, CancellationToken.None);
        if (!result.Succeeded)
        {
            return await SayAsync(1, $"{result.Error!.Title} ({result.Error.Code}): {result.Error.Detail}");
        }

        var imported = result.Value;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Imported {imported.Restored.Name} ({imported.Restored.Id}) as {imported.Restored.Slug}: {imported.Restored.Rows:N0} rows, {imported.Restored.Packages} packages, {imported.Restored.Published} of them new here."));
        await Console.Out.WriteLineAsync($"Its people sign in at {imported.Url}.");
        await Console.Out.WriteLineAsync(imported.Admin is { } admin
            ? $"Passwords and API keys stayed behind. First admin: {admin.Email}, one-time password {admin.Password} (shown once)."
            : "Passwords and API keys stayed behind, and there is no admin who could sign in.");
        await Console.Out.WriteLineAsync("Everybody else's password has to be reset before they can sign in. API keys are listed but work no more: make new ones. Webhook endpoints need new secrets before they are sent anything.");
        if (imported.Unavailable.Count > 0)
        {
            await Console.Out.WriteLineAsync($"Not started, since not offered here or too many at once: {string.Join(", ", imported.Unavailable)}.");
        }

        return 0;
    }

    private static async Task<int> SayAsync(int code, string text)
    {
        await Console.Error.WriteLineAsync(text);
        return code;
    }
}
