using System.Text.Json;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Tenancy;
using Portal.Tenancy;

namespace Portal.Hosting.Seeding;

/// <summary>Two demo tenants with three people each, one of the staff, and the demo plugins, made by the same use cases as everyone's. Done once.</summary>
internal sealed class DemoSeed(
    SignUp signUp, SignIn signIn, AddMember addMember, AddStaff addStaff, CreateApiKey createApiKey, TenantDirectory directory, SamplePublishing samples, PortalLinks links, IOptions<SeedOptions> options)
{
    private static readonly string[] Roles = ["admin", "engineer", "finance"];
    private static readonly string[] People = ["Ada Admin", "Erin Engineer", "Finn Finance"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private string Pending => options.Value.OutputFile + ".pending";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await samples.PublishAsync(options.Value.SamplesFolder, cancellationToken);
        if (File.Exists(options.Value.OutputFile))
        {
            return;
        }

        // Written down before they are used: a seed that dies half-way is finished by the next, with the same passwords.
        if (!File.Exists(Pending))
        {
            await WriteAsync(Pending, new([Draft("acme", "Acme Corp"), Draft("globex", "Globex")], new("operator@portal.example", Secrets.NewReadable(), "operator")), cancellationToken);
        }

        var drafts = JsonSerializer.Deserialize<SeededTenants>(await File.ReadAllTextAsync(Pending, cancellationToken), Json)!;
        var tenants = new List<SeededTenant>();
        foreach (var draft in drafts.Tenants)
        {
            tenants.Add(draft with { ApiKey = await SeedAsync(draft, cancellationToken) });
        }

        if (drafts.Staff is { } staff)
        {
            Done(await addStaff.ExecuteAsync(staff.Email, staff.Password, StaffRole.Operator, cancellationToken), typeof(StaffExists));
        }

        await WriteAsync(options.Value.OutputFile, drafts with { Tenants = tenants }, cancellationToken);
        File.Delete(Pending);
    }

    private SeededTenant Draft(string slug, string name) => new(
        slug, name, links.Tenant(slug), [.. Roles.Select(role => new SeededSignIn($"{role}@{slug}.example", Secrets.NewReadable(), role))], "");

    private async Task<string> SeedAsync(SeededTenant draft, CancellationToken cancellationToken)
    {
        var correlation = Correlation.Next();
        var admin = draft.SignIns[0];
        Expect(await signUp.ExecuteAsync(new(draft.Slug, draft.Name, new(admin.Email, People[0], admin.Password)), correlation, null, cancellationToken), typeof(SlugTaken));
        var tenant = (await directory.FindBySlugAsync(draft.Slug, cancellationToken))!;
        var session = Expect(await signIn.ExecuteAsync(tenant.Id, new(admin.Email, admin.Password), correlation, null, cancellationToken))!;
        _ = MemberId.TryParse(session.Member, out var member);
        var caller = new Caller(tenant.Id, PrincipalKind.Member, member, session.Member, session.Name, Role.Admin, correlation);
        foreach (var (person, name) in draft.SignIns.Zip(People).Skip(1))
        {
            Expect(await addMember.ExecuteAsync(caller, new(person.Email, name, person.Password, person.Role), cancellationToken), typeof(MemberExists));
        }

        return Expect(await createApiKey.ExecuteAsync(caller, new("demo"), cancellationToken))!.Secret;
    }

    // The file appears whole or not at all: half of it would look like a finished seed.
    private static async Task WriteAsync(string file, SeededTenants seeded, CancellationToken cancellationToken)
    {
        var draft = file + ".new";
        File.Delete(draft);
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(draft, creation))
        {
            await JsonSerializer.SerializeAsync(stream, seeded, Json, cancellationToken);
        }

        File.Move(draft, file, overwrite: true);
    }

    // An earlier, unfinished seed may have done it already.
    private static T? Expect<T>(Result<T> result, Type? done = null)
        where T : class
    {
        Done(result, done);
        return result.Succeeded ? result.Value : null;
    }

    private static void Done<T>(Result<T> result, Type? done)
    {
        if (result.Error is { } error && error.GetType() != done)
        {
            throw new InvalidOperationException($"The demo data was refused: {error.Code}, {error.Detail}");
        }
    }
}
