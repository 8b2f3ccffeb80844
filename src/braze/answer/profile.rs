//! The profile of a user, as `POST /users/export/ids` gives it. What is empty is left out of it.

use super::super::track::UserAlias;
use super::lenient::lenient;
use serde_json::{Map, Number, Value};

lenient! {
    /// The profile of a user.
    Profile {
        /// When it was made.
        created_at: Option<String>,
        /// Your id.
        external_id: Option<String>,
        /// Aliases.
        user_aliases: Vec<UserAlias>,
        /// Braze's id.
        braze_id: Option<String>,
        /// A number that stays the same.
        random_bucket: Option<i64>,
        /// The first name.
        first_name: Option<String>,
        /// The family name.
        last_name: Option<String>,
        /// The address.
        email: Option<String>,
        /// The day of birth.
        dob: Option<String>,
        /// The city.
        home_city: Option<String>,
        /// The country, by ISO 3166-1 alpha-2.
        country: Option<String>,
        /// The telephone number.
        phone: Option<String>,
        /// The language, by ISO 639-1.
        language: Option<String>,
        /// The zone, as IANA or Rails name it.
        time_zone: Option<String>,
        /// Where they last were. Documented as longitude, latitude; the documentation's example is the other way round.
        last_coordinates: Option<Vec<Number>>,
        /// M, F, O, N or P.
        gender: Option<String>,
        /// What they spent.
        total_revenue: Option<Number>,
        /// What brought them: the campaign.
        attributed_campaign: Option<String>,
        /// What brought them: the source.
        attributed_source: Option<String>,
        /// What brought them: the ad group.
        attributed_adgroup: Option<String>,
        /// What brought them: the ad.
        attributed_ad: Option<String>,
        /// The state of push: `opted_in`, `subscribed`, `unsubscribed`.
        push_subscribe: Option<String>,
        /// When they asked for push.
        push_opted_in_at: Option<String>,
        /// The state of e-mail: `opted_in`, `subscribed`, `unsubscribed`.
        email_subscribe: Option<String>,
        /// When they removed the app.
        uninstalled_at: Option<String>,
        /// Custom attributes.
        custom_attributes: Map<String, Value>,
        /// Custom events of the last 90 days.
        custom_events: Vec<Counted>,
        /// Purchases of the last 90 days.
        purchases: Vec<Counted>,
        /// Devices.
        devices: Vec<Device>,
        /// Push tokens.
        push_tokens: Vec<ExportedPushToken>,
        /// Apps that they used.
        apps: Vec<App>,
        /// Campaigns that reached them.
        campaigns_received: Vec<CampaignReceived>,
        /// Canvases that reached them.
        canvases_received: Vec<CanvasReceived>,
        /// Cards that they clicked.
        cards_clicked: Vec<CardClicked>,
    }

    /// Something that happened so many times.
    Counted {
        /// What.
        name: String,
        /// When first.
        first: Option<String>,
        /// When last.
        last: Option<String>,
        /// How many times.
        count: Option<u64>,
    }

    /// A device.
    Device {
        /// Its model.
        model: Option<String>,
        /// Its system.
        os: Option<String>,
        /// Its network.
        carrier: Option<String>,
        /// Its id for the app's maker (iOS).
        idfv: Option<String>,
        /// Its id for advertising (iOS).
        idfa: Option<String>,
        /// Its id for the SDK.
        device_id: Option<String>,
        /// Its id for advertising (Android).
        google_ad_id: Option<String>,
        /// Its id for advertising (Roku).
        roku_ad_id: Option<String>,
        /// Whether advertising may follow it.
        ad_tracking_enabled: Option<bool>,
    }

    /// A push token.
    ExportedPushToken {
        /// The app.
        app: Option<String>,
        /// The platform.
        platform: Option<String>,
        /// The token.
        token: Option<String>,
        /// The device.
        device_id: Option<String>,
        /// Whether notifications are shown.
        notifications_enabled: Option<bool>,
        /// Whether they come quietly.
        provisionally_opted_in: Option<bool>,
    }

    /// An app that somebody used.
    App {
        /// Its name.
        name: Option<String>,
        /// Its platform.
        platform: Option<String>,
        /// Its version.
        version: Option<String>,
        /// How many times.
        sessions: Option<u64>,
        /// When first.
        first_used: Option<String>,
        /// When last.
        last_used: Option<String>,
    }

    /// A campaign that reached somebody.
    CampaignReceived {
        /// Its name.
        name: Option<String>,
        /// Its id.
        api_campaign_id: Option<String>,
        /// When it last reached them.
        last_received: Option<String>,
        /// What they did with it: `opened_email`, `clicked_email` …
        engaged: Map<String, Value>,
        /// Whether it led to what it was for.
        converted: Option<bool>,
        /// The same for each thing that it was for.
        multiple_converted: Map<String, Value>,
        /// Whether they are of those who get nothing, to compare.
        in_control: Option<bool>,
        /// The variation's name.
        variation_name: Option<String>,
        /// The variation's id.
        variation_api_id: Option<String>,
    }

    /// A canvas that reached somebody.
    CanvasReceived {
        /// Its name.
        name: Option<String>,
        /// Its id.
        api_canvas_id: Option<String>,
        /// When its last message reached them.
        last_received_message: Option<String>,
        /// When they last entered it.
        last_entered: Option<String>,
        /// The variation's name.
        variation_name: Option<String>,
        /// Whether they are of those who get nothing, to compare.
        in_control: Option<bool>,
        /// When they last entered as such.
        last_entered_control_at: Option<String>,
        /// When they last left it.
        last_exited: Option<String>,
        /// The steps that reached them.
        steps_received: Vec<StepReceived>,
    }

    /// A step of a canvas.
    StepReceived {
        /// Its name.
        name: Option<String>,
        /// Its id.
        api_canvas_step_id: Option<String>,
        /// When it last reached them.
        last_received: Option<String>,
    }

    /// A card that somebody clicked.
    CardClicked {
        /// Its name.
        name: Option<String>,
    }
}
