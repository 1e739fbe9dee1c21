using System.Net;
using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>What one address may do before it is known who asks.</summary>
internal sealed class AddressLimits(IOptions<RateLimitOptions> options, TimeProvider time)
{
    /// <summary>How many addresses are told apart at a time: some five megabytes for each kind of bucket.</summary>
    public const int Capacity = 65_536;

    private readonly BucketTable<ulong> _requests = new(Capacity, time);
    private readonly BucketTable<ulong> _signIns = new(Capacity, time);
    private readonly BucketTable<ulong> _signUps = new(Capacity, time);
    private readonly BucketTable<ulong> _circuits = new(Capacity, time);
    private readonly Rate _requestRate = Rate.PerMinute(options.Value.RequestsPerMinutePerAddress);
    private readonly Rate _signInRate = Rate.PerMinute(options.Value.SignInsPerMinutePerAddress);
    private readonly Rate _signUpRate = Rate.Per(TimeSpan.FromHours(1), options.Value.SignUpsPerHourPerAddress);
    private readonly Rate _circuitRate = Rate.PerMinute(options.Value.CircuitStartsPerMinutePerAddress);

    /// <summary>How many addresses are told apart now.</summary>
    public int Known => _requests.Count;

    public RateAnswer TakeRequest(IPAddress? address) => _requests.Take(AddressKey.Of(address), _requestRate);

    /// <summary>The request turned out to be a signed-in principal's, who has a rate of its own.</summary>
    public void GiveBackRequest(IPAddress? address) => _requests.GiveBack(AddressKey.Of(address), _requestRate);

    public RateAnswer TakeSignIn(IPAddress? address) => _signIns.Take(AddressKey.Of(address), _signInRate);

    public RateAnswer TakeSignUp(IPAddress? address) => _signUps.Take(AddressKey.Of(address), _signUpRate);

    public RateAnswer TakeCircuit(IPAddress? address) => _circuits.Take(AddressKey.Of(address), _circuitRate);
}
