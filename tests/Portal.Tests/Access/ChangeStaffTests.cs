using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Infrastructure.Access;
using Portal.Tests.Tenancy;

namespace Portal.Tests.Access;

public sealed class ChangeStaffTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Another = "another sentence for the platform";

    // To strangers the platform is not there.
    private const HttpStatusCode Stranger = HttpStatusCode.NotFound;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ChangeStaff Change => host.Services.GetRequiredService<ChangeStaff>();

    [Fact]
    public async Task Disable_OfOneWhoIsSignedIn_EndsTheSessionForGoodAndIsInThePlatformsLog()
    {
        var staff = await Staff.SignInAsync(host);
        (await MeAsync(staff)).ShouldBe(HttpStatusCode.OK);

        (await Change.SetDisabledAsync(staff.Email.ToUpperInvariant(), true, Cancel)).Succeeded.ShouldBeTrue();

        (await MeAsync(staff)).ShouldBe(Stranger);
        (await SignInAsync(staff.Email, Staff.Password)).ShouldBe(HttpStatusCode.Unauthorized);
        var entry = (await Change.ListAsync(Cancel)).Single(one => one.Email == staff.Email);
        (entry.DisabledAt is not null, entry.LastSeenAt is not null).ShouldBe((true, true));

        (await Change.SetDisabledAsync(staff.Email, false, Cancel)).Succeeded.ShouldBeTrue();
        (await MeAsync(staff)).ShouldBe(Stranger);
        (await SignInAsync(staff.Email, Staff.Password)).ShouldBe(HttpStatusCode.Created);
        (await host.Database.ListAsync($"select action from portal.platform_record where detail::text like '%{staff.Email}%' and action in ('staff.disabled', 'staff.enabled') order by occurred_at"))
            .ShouldBe(["staff.disabled", "staff.enabled"]);
    }

    [Fact]
    public async Task Password_ThatIsSet_IsTheOnlyOneAndEndsWhatWasOpen()
    {
        var staff = await Staff.SignInAsync(host);

        (await Change.SetPasswordAsync(staff.Email, Another, Cancel)).Succeeded.ShouldBeTrue();

        (await MeAsync(staff)).ShouldBe(Stranger);
        (await SignInAsync(staff.Email, Staff.Password)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(staff.Email, Another)).ShouldBe(HttpStatusCode.Created);
        (await Change.SetPasswordAsync(staff.Email, "short", Cancel)).Error!.Code.ShouldBe("request.invalid");
    }

    [Fact]
    public async Task Password_ThatIsSetWhileSomebodySignsInWithTheOldOne_WinsAgainstIt()
    {
        var staff = await Staff.SignInAsync(host);
        var accounts = host.Services.GetRequiredService<StaffAccounts>();
        var read = (await accounts.FindAsync(EmailAddress.Parse(staff.Email).Value, Cancel)).ShouldNotBeNull();

        (await Change.SetPasswordAsync(staff.Email, Another, Cancel)).Succeeded.ShouldBeTrue();

        var now = TimeProvider.System.GetUtcNow();
        (await accounts.OpenSessionAsync(new(Guid.CreateVersion7()), read, Guid.NewGuid().ToByteArray(), now, now.AddHours(1), Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task Change_OfWhoIsNotThere_IsRefused()
    {
        (await Change.SetDisabledAsync("nobody@portal.example", true, Cancel)).Error!.Code.ShouldBe("staff.unknown");
        (await Change.SetPasswordAsync("nobody@portal.example", Another, Cancel)).Error!.Code.ShouldBe("staff.unknown");
        (await Change.SetDisabledAsync("not an address", true, Cancel)).Succeeded.ShouldBeFalse();
    }

    private static async Task<HttpStatusCode> MeAsync(Staff staff)
    {
        using var answer = await staff.Client.GetAsync("/api/v1/platform/me", Cancel);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> SignInAsync(string email, string password)
    {
        using var answer = await host.Client().PostAsJsonAsync("/api/v1/platform/sessions", new { email, password }, Cancel);
        return answer.StatusCode;
    }
}
