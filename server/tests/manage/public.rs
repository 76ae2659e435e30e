//! What the public sees is the same whoever looks.

use axum::http::Method;

use super::browser::Office;
use crate::calder_vale;

#[tokio::test]
async fn public_pages_are_the_same_for_those_who_are_signed_in() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada", &["administrator"]).await;
    for address in
        ["/", "/areas", "/measures/falls", "/about/cookies", "/robots.txt", "/measures/falls/data.csv", "/no/such/page", "/manage/nothing"]
    {
        let signed = browser.send(Method::GET, address, &[], String::new()).await;
        let plain = calder_vale().get(address).await;
        assert_eq!((signed.status, signed.body.as_bytes()), (plain.status.as_u16(), plain.bytes.as_slice()), "{address}");
        assert!(!signed.headers.contains_key("set-cookie"), "{address}");
        let mut headers = signed.headers.clone();
        headers.remove("strict-transport-security").unwrap();
        assert_eq!(headers, plain.headers, "{address}");
    }
    for key in calder_vale().state.kept.keys() {
        assert!(!key.contains("/sign-in") && !key.contains("/manage/p"), "{key} is kept");
    }
}
